with

messages as (
    select * from {{ ref('int_text__messages') }}
),

-- Each step looks first whether there is anything to do: a search costs far less than a
-- replacement.
without_markup as (
    select
        ticket_key,
        subject,
        case
            when contains(description, '<') or contains(description, '&')
                then regexp_replace(
                    regexp_replace(
                        description,
                        '(?is)<(style|script)\b.*?</(style|script)>|<!--.*?-->|</?[a-z][^<>]*>',
                        ' ',
                        'g'
                    ),
                    '(?i)&(#[0-9]{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});',
                    ' ',
                    'g'
                )
            else description
        end as body
    from messages
),

without_quoted_replies as (
    select
        ticket_key,
        subject,
        case
            when
                contains(body, '>')
                or contains(body, 'wrote:')
                or contains(body, '-----')
                or contains(body, 'From:')
                then regexp_replace(
                    body,
                    '(?s)(^|\n) ?(>|On [^\n]+ wrote:|-{2,} ?(Original|Forwarded) |From: [^\n]+\n)'
                    || '.*',
                    ''
                )
            else body
        end as body
    from without_markup
),

signed as (
    select
        ticket_key,
        subject,
        body,
        -- a repetition with an upper bound would be slow here: a long end is let through below
        -- instead
        regexp_extract(
            body,
            '(?is)\n\s*(?:(?:best|kind|warm|kindest|warmest|many|with)? ?(?:regards|wishes|thanks)'
            || '|thank you|cheers|sincerely|best|all the best|yours [a-z]+|--|sent from my [^\n]+)'
            || '[,.!]?[ \t]*(?:\n.*)?$'
        ) as signature
    from without_quoted_replies
),

-- So many characters are no signature but a message that begins with thanks.
unsigned as (
    select
        ticket_key,
        subject,
        case when length(signature) > 300 then '' else signature end as signature,
        case
            when length(signature) > 300 then body
            else left(body, length(body) - length(signature))
        end as body
    from signed
),

without_greeting as (
    select
        ticket_key,
        subject,
        regexp_replace(
            body,
            '^\s*(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings)'
            || '(?: (?i:there|all|everyone|team|support|sir|or|madam)| \p{Lu}\p{L}*\.?){0,4}'
            || ' *(?:[,.!:;\n-]|$)',
            ''
        ) as body,
        signature
    from unsigned
),

final as (
    select
        ticket_key,
        case
            when regexp_matches(subject || body, '[@/*\[]')
                then regexp_replace(
                    subject || chr(10) || body,
                    '(?i)(https?://|www\.)\S+|[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}'
                    || '|\[[a-z_ ]{1,20}\]|\*{2,}',
                    ' ',
                    'g'
                )
            else subject || chr(10) || body
        end as message_text,
        signature
    from without_greeting
)

select * from final
