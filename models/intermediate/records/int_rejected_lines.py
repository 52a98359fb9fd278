# Grain: one row per rejected row, with its text as it stands in the file.
from reading.rejected import rejected_lines


def model(dbt, session):
    versions = dbt.ref("int_ticket_versions").filter(
        "file_kind = 'tickets' and reject_reasons is not null"
    )
    records = dbt.ref("int_event_records").filter("is_file_row and reject_reasons is not null")
    return rejected_lines(session, versions, records)
