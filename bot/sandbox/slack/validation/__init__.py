"""What Slack refuses in blocks and views, with the sentences it gives.

views.py              a modal or a Home tab as a whole
blocks.py             a list of blocks on a surface, and the common blocks
├── cards.py          card, carousel, alert, container
├── data.py           table, data_table, data_visualization
└── rich_text.py      rich text
elements.py           what people can click, pick and type into
objects.py            text, option, confirmation, picture
schema.py             the small language all of it is written in
"""
