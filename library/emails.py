from outbox.messages import Category, absolute, message


def file_refused(version):
    """To whoever uploaded it: the scanner found something, and the file is gone."""
    return message(
        "library/emails/file_refused",
        to=version.uploaded_by.email,
        user=version.uploaded_by,
        context={
            "person": version.uploaded_by,
            "version": version,
            "document": version.document,
            "url": absolute(version.document.get_absolute_url()),
        },
        category=Category.REVIEW,
        dedupe_key=f"file-refused:{version.pk}",
    )
