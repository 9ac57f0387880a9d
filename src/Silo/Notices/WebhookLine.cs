using System.Net.Http.Headers;
using System.Text.Json;
using Leaderboard.Domain.Notices;

namespace Leaderboard.Notices;

/// <summary>
/// The line to all webhooks. It goes where it is told and nowhere else: no redirects, no cookies, no logs of addresses, which are secrets; and it reads little of
/// what comes back.
/// </summary>
internal sealed class WebhookLine : IDisposable
{
    public const string SignatureHeader = "X-Leaderboard-Signature";
    public const string IdHeader = "X-Leaderboard-Id";

    /// <summary>A number and a sentence fit many times.</summary>
    private const int MaxAnswerBytes = 16 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        // Whoever sends says how long it may take.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="message">What is posted.</param>
    /// <param name="id">By which who receives it twice knows it.</param>
    /// <param name="answersByCode">Whether the other side says in a body whether it took it, as WeCom and DingTalk do.</param>
    /// <param name="cancel">When it takes too long.</param>
    public async Task<NoticeAnswer> PostAsync(WebhookMessage message, string id, bool answersByCode, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(IdHeader, id);
        if (message.Signature is { } signature)
            request.Headers.Add(SignatureHeader, signature);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!response.IsSuccessStatusCode)
                return NoticeAnswer.Failed($"HTTP {(int)response.StatusCode}");
            return answersByCode ? await CodeAsync(response, cancel) : NoticeAnswer.Taken;
        }
        catch (HttpRequestException failure)
        {
            return NoticeAnswer.Failed(failure.HttpRequestError.ToString());
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<NoticeAnswer> CodeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancel);
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt64(out var number)
                ? number == 0 ? NoticeAnswer.Taken : NoticeAnswer.Failed($"errcode {number}")
                : NoticeAnswer.Failed("No errcode.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return NoticeAnswer.Failed("No errcode.");
        }
    }
}
