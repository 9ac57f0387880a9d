using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>What stands against a scheme: limits, law and time.</summary>
internal static class SchemeChecks
{
    private const int MaxIdLength = 64;

    /// <summary>Room for the version behind the id.</summary>
    private const int MaxVersionLength = 11;

    /// <summary>Everything that is wrong, in the order of the fields.</summary>
    /// <param name="draft">To be published.</param>
    /// <param name="isDayStart">Whether it takes effect at a local day's first instant.</param>
    /// <param name="now">When it is published.</param>
    public static IEnumerable<SchemeFault> FaultsOf(SchemeDraft draft, bool isDayStart, Moment now)
    {
        if (draft.Id.Length is 0 or > MaxIdLength - MaxVersionLength)
            yield return Fault("id", SchemeObjection.InvalidId);
        if (draft.EffectiveFrom < now)
            yield return Fault("effectiveFrom", SchemeObjection.InPast);
        else if (draft.EffectiveFrom < now.Plus(SchemeBook.MinLead))
            yield return Fault("effectiveFrom", SchemeObjection.TooSoon);
        if (!isDayStart)
            yield return Fault("effectiveFrom", SchemeObjection.NotDayStart);
        foreach (var fault in FaultsOf(draft.Rules))
            yield return fault;
    }

    /// <summary>What is wrong with rules, whenever they take effect.</summary>
    public static IEnumerable<SchemeFault> FaultsOf(SchemeRules rules)
    {
        foreach (var field in SchemeFields.All)
        {
            if (field.Get(rules) is { } value && (value < field.Least || value > field.Most))
                yield return Fault(field.Path, SchemeObjection.OutOfRange);
        }

        foreach (var group in (string[])["kindFactors", "bucketFactors"])
        {
            if (SchemeFields.All.Where(f => f.Group == group).All(f => f.Get(rules) == 0))
                yield return Fault(group, SchemeObjection.PaysNothing);
        }

        if (rules.Caps is { CollectorPerDay: { } day, AccountPerDay: { } account } && account >= day)
            yield return Fault("caps.accountPerDay", SchemeObjection.NoEffect);
        if (rules.CoolDown is { Minutes: null, Factor: not 0 })
            yield return Fault("coolDown.factor", SchemeObjection.NoEffect);

        foreach (var fault in MeritFaults(rules))
            yield return fault;

        // Points follow from amounts alone: without this measure the scheme would pay on amount alone, which card rules §66 and the
        // banking association's guide forbid. A measure that takes nothing does not weigh in.
        if (rules.Conduct is { MinorComplaint: 0, SeriousBreach: 0 })
            yield return Fault("conduct", SchemeObjection.ConductMissing);
        else if (rules.Conduct.MinorComplaint == 0)
            yield return Fault("conduct.minorComplaint", SchemeObjection.ConductMissing);
        else if (rules.Conduct.SeriousBreach < rules.Conduct.MinorComplaint)
            yield return Fault("conduct.seriousBreach", SchemeObjection.SeriousBelowMinor);
    }

    private static IEnumerable<SchemeFault> MeritFaults(SchemeRules rules)
    {
        if (rules.Streaks is { Days: not null, Points: null })
            yield return Fault("streaks.days", SchemeObjection.NoEffect);
        if (rules.Streaks is { Days: null, Points: not null })
            yield return Fault("streaks.points", SchemeObjection.NoEffect);
        var levels = SchemeFields.All.Where(f => f.Group == "levels").ToList();
        foreach (var (level, before) in levels.Skip(1).Zip(levels))
        {
            if (level.Get(rules) <= before.Get(rules))
                yield return Fault(level.Path, SchemeObjection.NotAscending);
        }

        if (rules.Expiry is { Days: null, NoticeDays: not null })
            yield return Fault("expiry.noticeDays", SchemeObjection.NoEffect);
    }

    private static SchemeFault Fault(string field, SchemeObjection objection) => new() { Field = field, Objection = objection };
}
