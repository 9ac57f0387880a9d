using Leaderboard.Domain.Schemes;
using Leaderboard.Storage;

namespace Leaderboard.Schemes;

/// <summary>
/// The schemes as this silo knows them. What prices a receipt first asks for a book that is fresh: it is read again twice a minute at most, and
/// a scheme takes effect no sooner than <see cref="SchemeBook.MinLead"/> after it was published, so that no node can miss it.
/// </summary>
internal sealed class SchemeDirectory(DocumentStore documents, TimeProvider time)
{
    public const string DocumentKind = "schemes";
    public const string DocumentId = "points";

    /// <summary>A quarter of the lead: clocks of nodes may differ by the rest.</summary>
    private static readonly TimeSpan MaxAge = SchemeBook.MinLead / 4;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private State _state = new(SchemeBook.Empty, Moment.MinValue);

    public SchemeBook Book => Volatile.Read(ref _state).Book;

    /// <summary>Completes at once while the book is fresh.</summary>
    public ValueTask FreshAsync() => IsFresh ? ValueTask.CompletedTask : new ValueTask(ReadAsync());

    /// <summary>What was published from here is known here.</summary>
    public void Take(SchemeBook book) => Volatile.Write(ref _state, new State(book, time.Now()));

    /// <summary>A clock that was set back makes it stale, too.</summary>
    private bool IsFresh => Volatile.Read(ref _state).ReadAt is var readAt && readAt != Moment.MinValue && time.Now() - readAt is var age && age >= TimeSpan.Zero && age < MaxAge;

    private async Task ReadAsync()
    {
        await _reading.WaitAsync();
        try
        {
            if (IsFresh)
                return;
            var askedAt = time.Now();
            var (_, stored) = await documents.ReadAsync<StoredSchemes>(DocumentKind, DocumentId);
            Volatile.Write(ref _state, new State(new SchemeBook(stored?.Published ?? []), askedAt));
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record State(SchemeBook Book, Moment ReadAt);
}

/// <summary>The document of all schemes.</summary>
/// <param name="Published">In the order of publishing.</param>
internal sealed record StoredSchemes(IReadOnlyList<PublishedScheme> Published);
