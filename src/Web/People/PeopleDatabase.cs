using System.Text;
using Leaderboard.Web.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Leaderboard.Web.People;

/// <summary>
/// People, their sessions and invitations, in <c>people.db</c> or in the one PostgreSQL. The tables are made by numbered SQL
/// like all others (<c>Storage/Sql/…/People</c>); a test holds this model against them.
/// </summary>
internal sealed class PeopleDatabase(DbContextOptions<PeopleDatabase> options) : IdentityUserContext<Person>(options)
{
    public DbSet<PersonSession> Sessions => Set<PersonSession>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<AuditRecord> Audit => Set<AuditRecord>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>(person =>
        {
            person.ToTable("person");
            person.Ignore(p => p.Teams).Ignore(p => p.FormerCollectors).Ignore(p => p.Place).Ignore(p => p.DecidesUntil);

            // Nobody is told or called anything: less kept is less to lose.
            person.Ignore(p => p.Email).Ignore(p => p.NormalizedEmail).Ignore(p => p.EmailConfirmed);
            person.Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed);
            person.HasIndex(p => p.CollectorId).IsUnique();
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<string>>().ToTable("person_token");
        builder.Entity<IdentityUserPasskey<string>>(passkey =>
        {
            passkey.ToTable("person_passkey").HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson("data");
        });
        builder.Entity<PersonSession>().ToTable("person_session").HasIndex(s => s.PersonId);
        builder.Entity<Invitation>().ToTable("invitation").HasIndex(i => i.SecretHash).IsUnique();
        builder.Entity<AuditRecord>().ToTable("audit");
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
