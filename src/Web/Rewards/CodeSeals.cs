using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Leaderboard.Web.Rewards;

/// <summary>
/// Seals the codes of rewards before they go anywhere, each for its reward alone, and marks them, so that the same code is known again and nobody has to read
/// one for it. What it is done with are the keys of forms and cookies: without them nothing is read any more.
/// </summary>
internal sealed class CodeSeals(IDataProtectionProvider protection)
{
    private const int KeyBytes = 32;

    private readonly IDataProtector _codes = protection.CreateProtector("reward.codes");
    private readonly IDataProtector _keys = protection.CreateProtector("reward.code-key");

    /// <summary>A key for the marks of one reward, sealed.</summary>
    public string NewKey() => WebEncoders.Base64UrlEncode(_keys.Protect(RandomNumberGenerator.GetBytes(KeyBytes)));

    /// <summary>The key, to be used and let go; null where it cannot be read any more.</summary>
    public byte[]? OpenKey(string key) => Open(_keys, key);

    /// <param name="key">Opened.</param>
    /// <param name="code">As it is handed out.</param>
    public static string MarkOf(byte[] key, string code) => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(code)));

    public string Seal(string rewardId, string code) => WebEncoders.Base64UrlEncode(_codes.CreateProtector(rewardId).Protect(Encoding.UTF8.GetBytes(code)));

    /// <summary>Null where it cannot be read any more.</summary>
    public string? Open(string rewardId, string text) => Open(_codes.CreateProtector(rewardId), text) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[]? Open(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(WebEncoders.Base64UrlDecode(text));
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
