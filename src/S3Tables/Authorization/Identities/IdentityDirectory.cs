using System.Collections.Frozen;
using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Http;
using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Authorization.Identities;

/// <summary>All who can sign requests, by access key and by ARN.</summary>
public sealed class IdentityDirectory
{
    public const string SettingsKey = "S3Tables:Users";

    private readonly FrozenDictionary<string, Identity> _byAccessKey;
    private readonly FrozenDictionary<string, Identity> _byArn;

    /// <param name="accountId">The service's account.</param>
    /// <param name="own">The key pair of the account's own user, who may do everything.</param>
    /// <param name="users">Further users.</param>
    /// <exception cref="StartupException">A user is not valid; the message has one line for each thing to mend.</exception>
    public IdentityDirectory(string accountId, AwsCredentials own, IReadOnlyList<UserSettings> users)
    {
        Own = new(new Caller(accountId, Principal.RootArn(accountId), IsAnonymous: false), own, []);
        Identity[] all = [Own, .. UserValidator.Validate(users, accountId, own.AccessKeyId)];
        _byAccessKey = all.ToFrozenDictionary(identity => identity.Credentials.AccessKeyId, StringComparer.Ordinal);
        _byArn = all.ToFrozenDictionary(identity => identity.Caller.Arn, StringComparer.Ordinal);
        HasOtherAccounts = all.Any(identity => identity.Caller.AccountId != accountId);
        Credentials = [.. all.Select(identity => identity.Credentials)];
    }

    /// <summary>The account's own user.</summary>
    public Identity Own { get; }

    /// <summary>Every key pair that signs.</summary>
    public IReadOnlyList<AwsCredentials> Credentials { get; }

    /// <summary>Whether anyone can call who is of another account than the service's.</summary>
    public bool HasOtherAccounts { get; }

    /// <summary>Whether it is the account's own user who calls, for whom bodies need not be read before the operation does.</summary>
    public bool IsOwn(Caller caller) => ReferenceEquals(caller, Own.Caller);

    public Identity? FindByAccessKey(string accessKeyId) => _byAccessKey.GetValueOrDefault(accessKeyId);

    public Identity? FindByArn(string arn) => _byArn.GetValueOrDefault(arn);
}
