"""What somebody can do with each post of a topic: the buttons and links under it."""

from community.topics.thread import Action
from members.paths import path_of


class Actions:
    """Of one topic, for one person."""

    def __init__(self, topic, user):
        self.topic, self.user = topic, user
        self.moderates = topic.is_moderated_by(user)
        self.answers = topic.is_question and (self.moderates or topic.author_id == user.pk)
        self.is_open = topic.withdrawn_at is None

    def of(self, post):
        if self.moderates and post.hidden_at:
            yield Action("Toon weer", self.url("post_unhide", post), is_form=True)
        if post.hidden_at or not self.is_open:
            return
        is_own = post.author_id == self.user.pk
        if self.answers and not post.is_opening:
            is_answer = self.topic.accepted_post_id == post.pk
            label = "Toch niet het antwoord" if is_answer else "Dit hielp"
            yield Action(label, self.url("post_accept", post), is_form=True)
        if not is_own:
            label = "Bedankje terugnemen" if post.is_thanked else "Bedank"
            yield Action(label, self.url("post_thank", post), is_form=True)
        if is_own:
            yield Action("Wijzig", self.url("post_edit", post))
        else:
            yield Action("Meld", self.url("post_report", post))
        if self.moderates and not (post.is_opening and self.topic.kind == "announcement"):
            yield Action("Verberg", self.url("post_hide", post))

    def versions(self, post):
        return self.url("post_versions", post)

    def url(self, name, post):
        return path_of(f"community:{name}", self.topic.pk, post.number)
