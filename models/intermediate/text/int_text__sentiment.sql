with

texts as (
    select * from {{ ref('int_text__texts') }}
),

languages as (
    select * from {{ ref('int_text__languages') }}
),

hits as (
    select * from {{ ref('int_text__sentiment_hits') }}
),

valences as (
    select * from {{ ref('int_text__sentiment_valences') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

domain_lexicon as (
    select * from {{ ref('int_text__domain_lexicon') }}
),

-- What comes after the first "but" is what is meant.
turns as (
    select
        ticket_key,
        min(word_position) as but_position
    from hits
    where lower(word) = 'but'
    group by ticket_key
),

added as (
    select
        valences.ticket_key,
        sum(cast(valences.valence * case
            when valences.word_position < turns.but_position then 0.5
            when valences.word_position > turns.but_position then 1.5
            else 1
        end as decimal(18, 6))) as valence
    from valences
    left join turns
        on valences.ticket_key = turns.ticket_key
    group by valences.ticket_key
),

marks as (
    select
        ticket_key,
        length(message_text) - length(replace(message_text, '!', '')) as exclamation_count,
        length(message_text) - length(replace(message_text, '?', '')) as question_count
    from texts
),

emphasis as (
    select
        ticket_key,
        least(exclamation_count, 4) * 0.292
        + case
            when question_count <= 1 then 0
            when question_count <= 3 then question_count * 0.18
            else 0.96
        end as emphasis
    from marks
),

domain as (
    select
        ticket_terms.ticket_key,
        cast(sum(cast(domain_lexicon.weight as decimal(18, 6))) as double) as weight
    from ticket_terms
    inner join domain_lexicon
        on ticket_terms.term_id = domain_lexicon.term_id
    group by ticket_terms.ticket_key
),

emphasised as (
    select
        emphasis.ticket_key,
        cast(coalesce(added.valence, 0) as double)
        + emphasis.emphasis * sign(coalesce(added.valence, 0)) as valence
    from emphasis
    left join added
        on emphasis.ticket_key = added.ticket_key
),

final as (
    select
        texts.ticket_key,
        case
            when
                coalesce(languages.language, 'english') = 'english'
                and regexp_matches(texts.message_text, '[^\n ]')
                then
                    round(
                        emphasised.valence / sqrt(emphasised.valence * emphasised.valence + 15), 4
                    )
        end as vader_score,
        round(domain.weight / sqrt(domain.weight * domain.weight + 15), 4) as domain_score
    from texts
    inner join emphasised
        on texts.ticket_key = emphasised.ticket_key
    left join languages
        on texts.ticket_key = languages.ticket_key
    left join domain
        on texts.ticket_key = domain.ticket_key
)

select * from final
