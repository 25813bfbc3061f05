"""The Web API and the other addresses that an app talks to over HTTP.

routes.py             /slack/…: calls are counted, then hit by faults, then routed
├── dispatch.py       /slack/api/{method}: token, scopes, limits, the method, the answer
│   ├── arguments.py  what was sent, as JSON, form or query
│   ├── access.py     which channels, messages and files the app may touch
│   └── about.py  chat.py  conversations.py  files.py  reactions.py  views.py      the methods
├── transfer.py       /slack/files/… down, /slack/upload/… up
├── response_url.py   /slack/response/…
└── socket.py         /slack/socket/: Socket Mode
"""
