"""The day itself: the ticket, the door, who was there, badges, and a room that changes."""
