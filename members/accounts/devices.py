"""Says in two words what somebody logs in with: "Firefox op Windows". A guess, for recognition only."""

# First match wins: Edge also says Chrome, Chrome also says Safari, Android also says Linux.
BROWSERS = (("Edg", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent):
    browser = first(BROWSERS, user_agent)
    system = first(SYSTEMS, user_agent)
    if not browser or not system:
        return "Onbekend apparaat"
    return f"{browser} op {system}"


def first(known, user_agent):
    return next((name for mark, name in known if mark in user_agent), "")
