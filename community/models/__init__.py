from community.models.asking import AnswerInvitation, Asking, Ring
from community.models.following import FOLLOWED, Draft, Follow, TopicRead
from community.models.mailing import CircleFrequency, PostMail
from community.models.posts import LONGEST, PER_PAGE, Mention, Post, PostVersion, Thanks, page_of
from community.models.reports import Moderation, Report
from community.models.topics import Topic

__all__ = [
    "FOLLOWED",
    "LONGEST",
    "PER_PAGE",
    "AnswerInvitation",
    "Asking",
    "CircleFrequency",
    "Draft",
    "Follow",
    "Mention",
    "Moderation",
    "Post",
    "PostMail",
    "PostVersion",
    "Ring",
    "Report",
    "Thanks",
    "Topic",
    "TopicRead",
    "page_of",
]
