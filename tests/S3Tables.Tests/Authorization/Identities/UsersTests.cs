using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Client.Signing;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.S3Tables.Tests.Authorization.Identities;

public sealed class UsersTests
{
    private const string Key = "S3Tables:Users:0";

    private static readonly string AllowAll = Sample.Policy(Sample.Statement("Allow"));

    [Fact]
    public void Users_are_found_by_access_key_and_by_ARN()
    {
        var directory = Directory(
            ($"{Key}:Name", "alice"), ($"{Key}:AccessKeyId", "AKIAALICE"), ($"{Key}:SecretAccessKey", "secret"), ($"{Key}:Policies:0", AllowAll),
            ("S3Tables:Users:1:Name", "bob"), ("S3Tables:Users:1:AccessKeyId", "AKIABOB"), ("S3Tables:Users:1:SecretAccessKey", "secret"),
            ("S3Tables:Users:1:AccountId", Sample.OtherAccount));

        var alice = directory.FindByAccessKey("AKIAALICE");
        Assert.Equal(Sample.AliceArn, alice?.Caller.Arn);
        Assert.Single(alice!.Policies);
        Assert.Same(alice, directory.FindByArn(Sample.AliceArn));
        Assert.Equal((Sample.OtherAccount, Sample.BobArn), (directory.FindByAccessKey("AKIABOB")!.Caller.AccountId, directory.FindByAccessKey("AKIABOB")!.Caller.Arn));
        Assert.Empty(directory.FindByAccessKey("AKIABOB")!.Policies);
        Assert.Equal(["test", "AKIAALICE", "AKIABOB"], directory.Credentials.Select(credentials => credentials.AccessKeyId));
        Assert.True(directory.HasOtherAccounts);
        Assert.Null(directory.FindByAccessKey("akiaalice"));
    }

    [Fact]
    public void Without_users_there_is_the_account_s_own()
    {
        var directory = Directory();

        Assert.Equal("arn:aws:iam::111122223333:root", directory.FindByAccessKey("test")?.Caller.Arn);
        Assert.Same(directory.Own, directory.FindByAccessKey("test"));
        Assert.False(directory.HasOtherAccounts);
    }

    [Theory]
    [InlineData("Name", "", "S3Tables:Users:0:Name (S3Tables__Users__0__Name in the environment) is missing")]
    [InlineData("Name", "a/b", "is 'a/b'; it must have 1 to 64 letters, digits or any of + = , . @ _ -")]
    [InlineData("AccessKeyId", "a/b", "S3Tables:Users:0:AccessKeyId (S3Tables__Users__0__AccessKeyId in the environment) is 'a/b'; it must have 3 to 128")]
    [InlineData("AccessKeyId", "test", "S3Tables:Users:0:AccessKeyId (S3Tables__Users__0__AccessKeyId in the environment) is the access key of the account's own user too")]
    [InlineData("SecretAccessKey", "", "S3Tables:Users:0:SecretAccessKey (S3Tables__Users__0__SecretAccessKey in the environment) is missing")]
    [InlineData("AccountId", "123", "S3Tables:Users:0:AccountId (S3Tables__Users__0__AccountId in the environment) is '123'; it must have twelve digits")]
    [InlineData("Policies:0", "{}", "S3Tables:Users:0:Policies:0 (S3Tables__Users__0__Policies__0 in the environment) is not a valid identity policy. Malformed policy: Statement")]
    [InlineData("Policies", "{}", "S3Tables:Users:0:Policies (S3Tables__Users__0__Policies in the environment) is a list: put the policy under index 0.")]
    [InlineData("Policies:0:Version", "2012-10-17", "must be a string that holds the JSON of a policy")]
    [InlineData("Policy", "{}", "S3Tables:Users:0:Policy (S3Tables__Users__0__Policy in the environment) is unknown; a user has Name, AccessKeyId")]
    public void A_user_that_is_not_valid_stops_the_start_with_the_key_s_name(string key, string value, string message)
    {
        var error = Assert.Throws<StartupException>(() => Directory(
            [($"{Key}:Name", "alice"), ($"{Key}:AccessKeyId", "AKIAALICE"), ($"{Key}:SecretAccessKey", "a-secret"), ($"{Key}:{key}", value)]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_and_names_and_keys_are_unique()
    {
        var user = new UserSettings("alice", "AKIAALICE", "secret", null, []);

        var error = Assert.Throws<StartupException>(() =>
            new IdentityDirectory(Sample.Account, new AwsCredentials("test", "test"), [user, user, user with { AccessKeyId = "AKIA2", AccountId = Sample.OtherAccount }]));

        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
        Assert.Contains("S3Tables:Users:1:AccessKeyId (S3Tables__Users__1__AccessKeyId in the environment) is the access key of S3Tables:Users:0 too", error.Message, StringComparison.Ordinal);
        Assert.Contains("S3Tables:Users:1:Name (S3Tables__Users__1__Name in the environment) is the name of S3Tables:Users:0 too, in the same account", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_does_not_print_itself() =>
        Assert.DoesNotContain("hush", new UserSettings("alice", "AKIAALICE", "hush", null, []).ToString(), StringComparison.Ordinal);

    private static IdentityDirectory Directory(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(each => each.Key).Select(each => KeyValuePair.Create(each.Key, (string?)each.Last().Value))).Build();
        return new(Sample.Account, new AwsCredentials("test", "test"), UserSettingsReader.Read(configuration));
    }
}
