with

policies as (
    select * from {{ ref('sla_policies') }}
),

calendars as (
    select * from {{ ref('calendars') }}
),

business_hours as (
    select * from {{ ref('business_hours') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

priorities as (
    select distinct canonical_value as priority
    from {{ ref('value_map') }}
    where field = 'priority'
),

pauses as (
    select
        policies.policy_id,
        trim({{ split_rows('policies.paused_statuses', ';') }}) as status
    from policies
    where policies.paused_statuses is not null
),

unknowns as (
    select
        policies.policy_id,
        'names the calendar '
        || coalesce(policies.calendar_id, '(none)')
        || ', which is not in calendars.csv' as what
    from policies
    anti join calendars
        on policies.calendar_id = calendars.calendar_id

    union all

    select
        policies.policy_id,
        'names the calendar ' || policies.calendar_id || ', which never opens' as what
    from policies
    inner join calendars
        on policies.calendar_id = calendars.calendar_id
    anti join business_hours
        on policies.calendar_id = business_hours.calendar_id

    union all

    select
        policies.policy_id,
        'names the priority '
        || policies.priority
        || ', which no row of value_map.csv leads to' as what
    from policies
    anti join priorities
        on policies.priority = priorities.priority
    where policies.priority is not null

    union all

    select
        pauses.policy_id,
        'pauses in the status ' || pauses.status || ', which is not in ticket_statuses.csv' as what
    from pauses
    anti join statuses
        on pauses.status = statuses.status
),

final as (
    select
        policy_id,
        'SLA policy '
        || coalesce(policy_id, '(without id)')
        || ' in sla_policies.csv '
        || what
        || '.' as fault
    from unknowns
)

select * from final
