"""Documents that somebody looks after. See also: members/holdings.py."""

from library.models import Document
from members.holdings import Owned

documents = Owned(kind="document", title="Documenten", things=Document.objects.current, circle="circle")
