-- Grain: one row per ticket in scope at as_of, with what the customer wrote, cleaned.
with

descriptions as (
    {{ union_of_sources('tickets', ['source_system', 'row_id', 'description']) }}
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

lifecycles as (
    select * from {{ ref('int_ticket_milestones') }}
    where is_in_scope
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- Words for "nothing" are null. What comes after so many characters is a log file, not a message.
messages as (
    select
        tickets.ticket_key,
        tickets.ticket_id,
        nullif(tickets.category, 'uncategorised') as category,
        tickets.product,
        nullif(lifecycles.queue, 'unassigned') as queue,
        cast(date_trunc('week', {{ local_date('tickets.created_at') }}) as date) as week_start_date,
        cast(date_trunc('month', {{ local_date('tickets.created_at') }}) as date)
            as month_start_date,
        tickets.created_at,
        lifecycles.csat_score,
        left(coalesce(tickets.subject, ''), 1000) as subject,
        left(coalesce(descriptions.description, ''), 10000) as description
    from tickets
    inner join lifecycles
        on tickets.ticket_key = lifecycles.ticket_key
    left join descriptions
        on
            tickets.source_system = descriptions.source_system
            and tickets.row_id = descriptions.row_id
),

-- Each step looks first whether there is anything to do: a search costs far less than a
-- replacement.
without_markup as (
    select
        * exclude (description),
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
        * exclude (body),
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

-- A repetition with an upper bound would be slow here: a long end is let through below instead.
signed as (
    select
        *,
        regexp_extract(
            body,
            '(?is)\n\s*(?:(?:best|kind|warm|kindest|warmest|many|with)? ?(?:regards|wishes|thanks)'
            || '|thank you|cheers|sincerely|best|all the best|yours [a-z]+|--|sent from my [^\n]+)'
            || '[,.!]?[ \t]*(?:\n.*)?$'
        ) as ending
    from without_quoted_replies
),

-- So many characters are no signature but a message that begins with thanks.
unsigned as (
    select
        * exclude (body, ending),
        case when length(ending) > 300 then '' else ending end as signature,
        case when length(ending) > 300 then body else left(body, length(body) - length(ending)) end
            as body
    from signed
),

without_greeting as (
    select
        * exclude (body),
        regexp_replace(
            body,
            '^\s*(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings)'
            || '(?: (?i:there|all|everyone|team|support|sir|or|madam)| \p{Lu}\p{L}*\.?){0,4}'
            || ' *(?:[,.!:;\n-]|$)',
            ''
        ) as body
    from unsigned
),

final as (
    select
        -- key
        texts.ticket_key,
        texts.ticket_id,

        -- slices, null where the source does not tell; tickets of a cell are in the same ones
        texts.category,
        texts.product,
        texts.queue,
        {{ hash_key(['texts.month_start_date', 'texts.category', 'texts.product', 'texts.queue']) }}
            as cell_key,
        texts.week_start_date,
        texts.month_start_date,
        texts.month_start_date < date_trunc('month', as_of.as_of_date) as is_before_current_month,

        -- timestamps (UTC)
        texts.created_at,

        -- what the customer wrote
        case
            when regexp_matches(texts.subject || texts.body, '[@/*\[]')
                then regexp_replace(
                    texts.subject || chr(10) || texts.body,
                    '(?i)(https?://|www\.)\S+|[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}'
                    || '|\[[a-z_ ]{1,20}\]|\*{2,}',
                    ' ',
                    'g'
                )
            else texts.subject || chr(10) || texts.body
        end as message_text,
        texts.signature,

        -- measures
        texts.csat_score
    from without_greeting as texts
    cross join as_of
)

select * from final
