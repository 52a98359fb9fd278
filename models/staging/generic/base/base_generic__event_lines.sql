{{ file_lines(source('generic', 'events')) }}
