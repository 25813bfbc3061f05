"""What Slack refuses in blocks and views, with the sentences it gives.

The blocks are those that the page draws; any other is refused as an unsupported type, so that nothing is posted which
nobody has looked at.

views.py              a modal or a Home tab as a whole
blocks.py             a list of blocks on a surface, and the common blocks
├── container.py      container
├── tables.py         table, data_table
└── rich_text.py      rich text
elements.py           what people can click, pick and type into
objects.py            text, option, confirmation, picture
schema.py             the small language all of it is written in
"""
