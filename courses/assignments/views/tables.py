"""Tables sent as files."""

from django.http import Http404, HttpResponse

from elearning.lib.spreadsheets import KINDS


def table(name: str, kind: str, columns, rows) -> HttpResponse:
    """Return a table to download; a kind of file that we do not write is a 404."""
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    content = write([str(column) for column in columns], rows)
    return HttpResponse(content, content_type=content_type, headers=headers)
