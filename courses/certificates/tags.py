"""The tagged field that holds the seal.

A signature library adds its field beside the structure of a document; PDF/UA wants it inside, as a
form with a name that screen readers say (ISO 14289-1, 7.18.4). So it is put there before sealing.
"""

from pikepdf import Array, Dictionary, Name, Pdf, String

PRINTED = 4  # annotation flag, which PDF/A requires


def add_seal_field(document: Pdf, name: str, words: str) -> None:
    """Add an empty signature field of no size to the first page, in the structure tree."""
    structure, page = document.Root.StructTreeRoot, document.pages[0].obj
    place = max(structure.ParentTree.Nums[::2]) + 1
    widget = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(name),
            TU=String(words),
            F=PRINTED,
            Rect=[0, 0, 0, 0],
            P=page,
            StructParent=place,
        )
    )
    whole = structure.K[0]
    form = document.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=whole,
            Alt=String(words),
            K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page),
        )
    )
    whole.K.append(form)
    structure.ParentTree.Nums.extend([place, form])
    page.Annots = Array([*page.get(Name.Annots, []), widget])
    document.Root.AcroForm = Dictionary(Fields=[widget])
