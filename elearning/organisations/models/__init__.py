from elearning.organisations.models.domains import Domain
from elearning.organisations.models.follow_ups import Announcement, FollowUp
from elearning.organisations.models.groups import Group
from elearning.organisations.models.invitations import Invitation, Mailing
from elearning.organisations.models.organisations import Organisation
from elearning.organisations.models.people import Manager, ManagerNotice, Membership

__all__ = [
    "Announcement",
    "Domain",
    "FollowUp",
    "Group",
    "Invitation",
    "Mailing",
    "Manager",
    "ManagerNotice",
    "Membership",
    "Organisation",
]
