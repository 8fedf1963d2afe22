from community.models.following import FOLLOWED, Draft, Follow, TopicRead
from community.models.posts import LONGEST, PER_PAGE, Mention, Post, PostVersion, Thanks, page_of
from community.models.reports import Moderation, Report
from community.models.topics import Topic

__all__ = [
    "FOLLOWED",
    "LONGEST",
    "PER_PAGE",
    "Draft",
    "Follow",
    "Mention",
    "Moderation",
    "Post",
    "PostVersion",
    "Report",
    "Thanks",
    "Topic",
    "TopicRead",
    "page_of",
]
