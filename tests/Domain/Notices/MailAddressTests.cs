namespace Leaderboard.Domain.Notices;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("li@bank.example")]
    [InlineData("li.wei+shop@mail.bank.example")]
    [InlineData("O'Neil_1@b-1.example")]
    [InlineData("li@xn--fiqs8s.example")]
    public void Addresses_as_people_have_them_are_taken(string text) => Assert.True(MailAddress.IsOne(text));

    [Theory]
    [InlineData("")]
    [InlineData("li")]
    [InlineData("@bank.example")]
    [InlineData("li@")]
    [InlineData("li@bank")]
    [InlineData("li@bank..example")]
    [InlineData("li@-bank.example")]
    [InlineData("li.@bank.example")]
    [InlineData(".li@bank.example")]
    [InlineData("li@bank.example.")]
    [InlineData("li@a@bank.example")]
    [InlineData("li wei@bank.example")]
    [InlineData("\"li\"@bank.example")]
    [InlineData("Li <li@bank.example>")]
    [InlineData("li@bank.example,wang@bank.example")]
    [InlineData("li@bank.example\r\nBcc: wang@bank.example")]
    [InlineData("li@bank.example\0")]
    [InlineData("李@bank.example")]
    [InlineData("li@银行.example")]
    public void What_is_none_or_more_than_one_is_not(string text) => Assert.False(MailAddress.IsOne(text));

    [Fact]
    public void It_has_254_characters_at_most_and_64_of_them_before_the_sign()
    {
        var label = new string('b', 62) + '.';
        var host = label + label + label;

        Assert.True(MailAddress.IsOne(("longest@" + host).PadRight(MailAddress.MaxLength, 'e')));
        Assert.False(MailAddress.IsOne(("too-long@" + host).PadRight(MailAddress.MaxLength + 1, 'e')));
        Assert.True(MailAddress.IsOne(new string('a', 64) + "@bank.example"));
        Assert.False(MailAddress.IsOne(new string('a', 65) + "@bank.example"));
    }

    [Fact]
    public void A_contact_with_another_address_or_language_is_none()
    {
        var contact = new Leaderboard.Notices.Contact { Person = "p", Address = "li@bank.example", Language = "en", WantsMail = true };

        Assert.Equal(contact, ContactRecord.Of(contact)!.ToView());
        Assert.NotNull(ContactRecord.Of(contact with { Address = null, Language = null }));
        Assert.Null(ContactRecord.Of(contact with { Address = "li" }));
        Assert.Null(ContactRecord.Of(contact with { Address = "" }));
        Assert.Null(ContactRecord.Of(contact with { Language = "fr" }));
    }
}
