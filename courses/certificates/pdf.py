"""The certificate on paper and in archives: PDF/A-3a and PDF/UA-1, its badge attached, sealed.

Importing WeasyPrint takes seconds and needs Pango: whoever needs a PDF imports this module late.
"""

import datetime
from io import BytesIO

import pikepdf
from django.conf import settings
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML, Attachment

from courses.certificates import seal
from courses.certificates.tags import add_seal_field

BADGE_FILE = "badge.jwt"
STYLES = settings.BASE_DIR / "static" / "css" / "certificate.html"
# WeasyPrint writes one standard at a time: this adds the second to what the file says of itself,
# with the description of the words that PDF/A does not know (ISO 14289-1, 5; ISO 19005-3, 6.6.2.3).
ALSO_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1" /><rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
END = b"</rdf:RDF>"


def make(html: str, colours: str, badge: str, issued_at: datetime.datetime) -> bytes:
    """Return the sealed PDF of a certificate; `colours` is CSS. Raises keys.NoKey."""
    attachment = Attachment(
        string=badge,
        name=BADGE_FILE,
        description="Open Badges 3.0",
        created=issued_at,
        modified=issued_at,
        relationship="Supplement",
    )
    styles = [CSS(string=colours)]
    drawn = HTML(string=html, base_url=STYLES.as_uri()).render(stylesheets=styles)
    if len(drawn.pages) > 1:
        tight = HTML(string=html, base_url=STYLES.as_uri(), media_type="tight")
        drawn = tight.render(stylesheets=styles)
    return seal.seal(_declare(drawn.write_pdf(pdf_variant="pdf/a-3a", attachments=[attachment])))


def _declare(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        said = document.Root.Metadata.read_bytes()
        document.Root.Metadata.write(said.replace(END, ALSO_PDF_UA + END))
        document.attachments[BADGE_FILE].get_file().mime_type = "application/jwt"
        add_seal_field(document, seal.FIELD, _("Electronic seal of the certificate"))
        out = BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()
