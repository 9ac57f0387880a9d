using Leaderboard.Rewards;

namespace Leaderboard.Domain.Rewards;

/// <summary>What is shown of all suggestions: every open one, and of the others those that were answered last.</summary>
internal sealed class SuggestionBook
{
    public const int MaxAnswered = 20;

    private readonly Dictionary<string, SuggestionRecord> _open = new(StringComparer.Ordinal);
    private readonly List<SuggestionRecord> _answered = [];
    private bool _leftSomeOut;

    public int TotalOpen => _open.Count;

    /// <summary>The last answered first.</summary>
    public IReadOnlyList<SuggestionRecord> Answered => _answered;

    /// <summary>By votes, then the oldest first.</summary>
    public IEnumerable<SuggestionRecord> Open() => _open.Values.OrderByDescending(s => s.Votes.Count).ThenBy(s => s.AtMicros).ThenBy(s => s.Id, StringComparer.Ordinal);

    public IEnumerable<SuggestionRecord> OpenOf(CollectorId by) => _open.Values.Where(s => s.By == by.Value);

    /// <summary>Takes one as it stands now, known or not.</summary>
    /// <returns>False when another that was left out belongs in its place: then all have to be read again.</returns>
    public bool Take(SuggestionRecord record)
    {
        _open.Remove(record.Id);
        var wasShown = _answered.RemoveAll(a => a.Id == record.Id) > 0;
        if (record.State == SuggestionState.Open)
        {
            _open[record.Id] = record;
            return !(wasShown && _leftSomeOut);
        }

        var place = _answered.FindIndex(a => a.AnsweredAtMicros < record.AnsweredAtMicros);
        _answered.Insert(place < 0 ? _answered.Count : place, record);
        if (_answered.Count > MaxAnswered)
        {
            _answered.RemoveAt(MaxAnswered);
            _leftSomeOut = true;
        }

        return true;
    }
}
