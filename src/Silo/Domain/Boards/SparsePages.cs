namespace Leaderboard.Domain.Boards;

/// <summary>
/// An array without end whose pages come to be when they are first written. Growing copies no elements, so a full board
/// never pauses for it, and a filtered board pays only for the pages its members are on.
/// </summary>
internal sealed class SparsePages<T>
{
    private const int PageBits = 8;
    private const int PageMask = (1 << PageBits) - 1;

    private T[]?[] _pages = [];

    /// <summary>The element, for writing; a new one is the default of its type.</summary>
    public ref T this[int index]
    {
        get
        {
            var page = index >> PageBits;
            if (page < _pages.Length && _pages[page] is { } elements)
                return ref elements[index & PageMask];
            return ref NewPage(page)[index & PageMask];
        }
    }

    /// <summary>The element, or the default of its type where nothing was written.</summary>
    public T? Read(int index)
    {
        var page = index >> PageBits;
        return page < _pages.Length && _pages[page] is { } elements ? elements[index & PageMask] : default;
    }

    /// <summary>The first index of each page there is, ascending, with its elements.</summary>
    public IEnumerable<(int First, T[] Elements)> Pages()
    {
        for (var page = 0; page < _pages.Length; page++)
        {
            if (_pages[page] is { } elements)
                yield return (page << PageBits, elements);
        }
    }

    private T[] NewPage(int page)
    {
        if (page >= _pages.Length)
            Array.Resize(ref _pages, Math.Max(page + 1, _pages.Length * 2));
        return _pages[page] = new T[1 << PageBits];
    }
}
