from handrail.learn.models.articles import Article, ContentRoot
from handrail.learn.models.claims import Claim, Source
from handrail.learn.models.feedback import Feedback
from handrail.learn.models.publications import Publication

__all__ = ["Article", "Claim", "ContentRoot", "Feedback", "Publication", "Source"]
