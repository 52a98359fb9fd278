{{ file_lines(source('servicenow_log', 'events')) }}
