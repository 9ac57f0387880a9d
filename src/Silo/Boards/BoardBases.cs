using Leaderboard.Domain.Boards;
using Leaderboard.Measures;

namespace Leaderboard.Boards;

/// <summary>Keeps what one board's ratios are divided by up to date. Read when somebody first looks at such a board, and again when what they are made of has changed.</summary>
internal sealed class BoardBases(BaseReader reader, BoardWindow window)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<ColumnKind, (WindowProjection Projection, long Revision)> _kept = [];

    /// <summary>Returns when the projection divides by what was acknowledged up to a document revision.</summary>
    /// <returns>Whether anything had to be read.</returns>
    public async Task<bool> ReachAsync(WindowProjection projection, BoardSelection selection, long revision)
    {
        if (!selection.Measure.IsRatio())
            return false;
        var kind = ColumnKind.Of(selection).Sheet;
        await _turn.WaitAsync();
        try
        {
            var isKept = _kept.TryGetValue(kind, out var kept) && ReferenceEquals(kept.Projection, projection);
            if (isKept && (kept.Revision >= revision || !await reader.HasChangedAsync(kind, kept.Revision)))
            {
                _kept[kind] = (projection, Math.Max(kept.Revision, revision));
                return false;
            }

            projection.Measure(kind, await reader.ReadAsync(window, kind));
            _kept[kind] = (projection, revision);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A new projection has the same bases as the one before, read anew.</summary>
    public async Task MoveAsync(WindowProjection projection, long revision)
    {
        await _turn.WaitAsync();
        try
        {
            foreach (var kind in _kept.Keys.ToArray())
            {
                projection.Measure(kind, await reader.ReadAsync(window, kind));
                _kept[kind] = (projection, revision);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
