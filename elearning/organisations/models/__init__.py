from elearning.organisations.models.domains import Domain
from elearning.organisations.models.invitations import Invitation, Mailing
from elearning.organisations.models.organisations import Organisation
from elearning.organisations.models.people import Manager, Membership

__all__ = ["Domain", "Invitation", "Mailing", "Manager", "Membership", "Organisation"]
