using System.Buffers.Text;
using Leaderboard.Notices;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Display;
using Leaderboard.Web.Notices;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Account;

/// <summary>What is one's own: password, passkeys, where one is signed in, and where mails go.</summary>
[Requires(Right.KeepOwnAccount)]
internal sealed class OwnModel(UserManager<Person> people, SignInManager<Person> signIn, SessionBook sessions, ContactDesk contacts, AuditLog audit, TimeProvider time) : PageModel
{
    private const int MaxPasskeys = 20;

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public string UserName { get; private set; } = "";

    public bool HasPassword { get; private set; }

    public IReadOnlyList<PersonSession> Sessions { get; private set; } = [];

    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    /// <summary>Null for who gets no mails: no collector, or none are sent.</summary>
    public ContactForm? Mail { get; private set; }

    /// <summary>When no mail goes out, in local time; null: at no time.</summary>
    public QuietTimes? Quiet { get; private set; }

    public bool IsWrongAddress { get; private set; }

    public Caller Me => Caller.Of(User) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>As clocks show it, in either language.</summary>
    public static string TimeOf(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public string Ago(long micros) => RelativeTime.Ago(new Moment(micros), time.Now(), System.Globalization.CultureInfo.CurrentUICulture);

    public async Task OnGetAsync() => await ReadAsync(await PersonAsync());

    /// <summary>Changing it ends every other session.</summary>
    public async Task<IActionResult> OnPostPasswordAsync([FromForm] string? current, [FromForm] string? password)
    {
        var person = await PersonAsync();
        var result = await people.HasPasswordAsync(person)
            ? await people.ChangePasswordAsync(person, current ?? "", password ?? "")
            : await people.AddPasswordAsync(person, password ?? "");
        if (result.Succeeded)
            await sessions.EndOthersAsync(person.Id, Me.SessionId, HttpContext.RequestAborted);
        else
            return await RefuseAsync(person, result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) ? "signin.wrong" : "people.WeakPassword");
        await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.ChangePassword, person.Id));
        return await SayAsync(person, "account.password.done");
    }

    /// <summary>Of oneself and nobody else: whose it is does not come with the form.</summary>
    public async Task<IActionResult> OnPostContactAsync([FromForm] ContactForm form)
    {
        if (Me.Collector is not { } collector)
            return NotFound();
        var person = await PersonAsync();
        if (await contacts.PutAsync(HttpContext, Me, collector, form))
            return await SayAsync(person, form.WantsMail && !string.IsNullOrWhiteSpace(form.Address) ? "account.mail.on" : "account.mail.off");
        (Mail, IsWrongAddress) = (form, true);
        return await RefuseAsync(person, "account.mail.invalid");
    }

    public async Task<ContentResult> OnPostPasskeyOptionsAsync()
    {
        var person = await PersonAsync();
        return Content(
            await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id, Name = person.UserName ?? "", DisplayName = person.DisplayName }),
            "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? credential)
    {
        var person = await PersonAsync();
        var made = await signIn.PerformPasskeyAttestationAsync(credential ?? "");
        if (!made.Succeeded || (await people.GetPasskeysAsync(person)).Count >= MaxPasskeys || !(await people.AddOrUpdatePasskeyAsync(person, made.Passkey)).Succeeded)
            return await RefuseAsync(person, "account.passkey.failed");
        await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.AddPasskey, person.Id));
        return await SayAsync(person, "account.passkey.done");
    }

    public async Task<IActionResult> OnPostForgetPasskeyAsync([FromForm] string? id)
    {
        var person = await PersonAsync();
        if (Base64Url.IsValid(id ?? ""))
        {
            await people.RemovePasskeyAsync(person, Base64Url.DecodeFromChars(id));
            await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.ForgetPasskey, person.Id));
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndSessionAsync([FromForm] string? session)
    {
        var own = await sessions.OfAsync(Me.PersonId, HttpContext.RequestAborted);
        if (own.Find(s => NameOf(s) == session) is { } ended && await sessions.EndAsync(Me.PersonId, ended.Id, HttpContext.RequestAborted))
            await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.EndSession, Me.PersonId));
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return LocalRedirect("/");
    }

    /// <summary>Names a session on the page without telling its id, which opens doors.</summary>
    public static string NameOf(PersonSession session) => KeyChecker.Hash(session.Id).ToString()[..16];

    private async Task<Person> PersonAsync() => await people.FindByIdAsync(Me.PersonId) ?? throw new InvalidOperationException("The person is gone.");

    private async Task<PageResult> SayAsync(Person person, string word)
    {
        Said = word;
        await ReadAsync(person);
        return Page();
    }

    private Task<PageResult> RefuseAsync(Person person, string word)
    {
        WasRefused = true;
        return SayAsync(person, word);
    }

    private async Task ReadAsync(Person person)
    {
        UserName = person.UserName ?? "";
        HasPassword = await people.HasPasswordAsync(person);
        Passkeys = [.. await people.GetPasskeysAsync(person)];
        Sessions = await sessions.OfAsync(person.Id, HttpContext.RequestAborted);
        Mail ??= await MailAsync();
        if (Mail is not null)
            Quiet = await contacts.QuietAsync();
    }

    /// <summary>Somebody who has not said otherwise wants them, in the language of the page.</summary>
    private async Task<ContactForm?> MailAsync()
    {
        var contact = await contacts.OfAsync(Me);
        return Me.Collector is not null && (contact?.Address is not null || await contacts.SendsMailAsync())
            ? new ContactForm { Address = contact?.Address, Language = contact?.Language ?? Languages.Tag(System.Globalization.CultureInfo.CurrentUICulture), WantsMail = contact?.WantsMail ?? true }
            : null;
    }
}
