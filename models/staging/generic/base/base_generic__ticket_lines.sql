{{ file_lines(source('generic', 'tickets')) }}
