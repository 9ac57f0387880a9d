using Leaderboard.Domain.Points;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>Every published version, in the order of publishing. The plan that comes with the program is the first, from the beginning.</summary>
internal sealed record SchemeBook
{
    /// <summary>
    /// Between publishing and taking effect: every node reads the book again well within it, so that none prices a receipt by a scheme
    /// that is over.
    /// </summary>
    public static readonly TimeSpan MinLead = TimeSpan.FromMinutes(2);

    /// <summary>A scheme a week for forty years; keeps the document within what is read at a time.</summary>
    public const int MaxVersions = 2000;

    /// <summary>By when they take effect; of equal ones, the one published last comes last.</summary>
    private readonly PublishedScheme[] _byEffect;

    public SchemeBook(IReadOnlyList<PublishedScheme> published)
    {
        Published = published;
        _byEffect = [.. new[] { PointsPlan.Default }.Concat(published).OrderBy(s => s.EffectiveFrom)];
    }

    public static SchemeBook Empty { get; } = new([]);

    /// <summary>Without the plan that comes with the program.</summary>
    public IReadOnlyList<PublishedScheme> Published { get; }

    /// <summary>The version that prices a receipt of a moment.</summary>
    public PublishedScheme At(Moment receivedAt)
    {
        var at = _byEffect.Length - 1;
        while (_byEffect[at].EffectiveFrom > receivedAt)
            at--;
        return _byEffect[at];
    }

    /// <summary>Whether any version that has taken effect by now has some rule.</summary>
    public bool HasHad(Func<SchemeRules, bool> rule, Moment now) => Array.Exists(_byEffect, s => s.EffectiveFrom <= now && rule(s.Rules));

    /// <summary>The one that takes effect last comes first.</summary>
    public IEnumerable<(PublishedScheme Scheme, SchemeState State)> StatesAt(Moment now)
    {
        var inForce = At(now);
        for (var i = _byEffect.Length - 1; i >= 0; i--)
        {
            var scheme = _byEffect[i];
            var isReplaced = i + 1 < _byEffect.Length && _byEffect[i + 1].EffectiveFrom == scheme.EffectiveFrom;
            yield return (scheme, isReplaced ? SchemeState.Replaced : ReferenceEquals(scheme, inForce) ? SchemeState.InForce : scheme.EffectiveFrom > now ? SchemeState.Coming : SchemeState.Past);
        }
    }

    /// <summary>What was published under the id with the same content; null for none.</summary>
    public PublishedScheme? Same(SchemeDraft draft) =>
        Published.FirstOrDefault(s => s.Id == draft.Id && s.EffectiveFromMicros == draft.EffectiveFrom.UnixMicroseconds && s.Rules == draft.Rules);

    /// <summary>With the next version of the draft's id.</summary>
    public SchemeBook With(SchemeDraft draft, Moment now, string by) => new(
    [
        .. Published,
        new PublishedScheme
        {
            Id = draft.Id,
            Version = _byEffect.Count(s => s.Id == draft.Id) + 1,
            EffectiveFromMicros = draft.EffectiveFrom.UnixMicroseconds,
            Rules = draft.Rules,
            PublishedAtMicros = now.UnixMicroseconds,
            PublishedBy = by,
        },
    ]);
}
