"""Where rooms that gather from every app are told whom to ask. The one file that knows them all.

See docs/architecture.md, "How rooms meet".
"""
