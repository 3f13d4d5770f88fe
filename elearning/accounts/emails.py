from allauth.account.adapter import get_adapter


def send_resume_link(email: str, url: str) -> None:
    """Send the link that brings a progress to another device; the address is not kept."""
    get_adapter().send_mail("accounts/email/resume_link", email, {"url": url})
