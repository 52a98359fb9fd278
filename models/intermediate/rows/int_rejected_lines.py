# Grain: one row per rejected row, with its text as it stands in the file.
from reading.rejected import rejected_lines


def model(dbt, session):
    return rejected_lines(session, dbt.ref("int_rows__rejected"))
