using System.Text.RegularExpressions;
using Floe.S3Tables.Authorization.Parsing;
using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Http;
using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Authorization.Identities;

/// <summary>Checks the users of the configuration and reports all that is wrong with them at once.</summary>
internal sealed partial class UserValidator
{
    private readonly List<string> _problems = [];

    /// <exception cref="StartupException">Something is wrong.</exception>
    public static IReadOnlyList<Identity> Validate(IReadOnlyList<UserSettings> users, string accountId, string ownAccessKeyId)
    {
        var validator = new UserValidator();
        Identity[] identities = [.. users.Select((user, index) => validator.Check(user, $"{IdentityDirectory.SettingsKey}:{index}", accountId))];
        validator.CheckUnique(identities, ownAccessKeyId);
        if (validator._problems.Count > 0) throw new StartupException(string.Join(Environment.NewLine, validator._problems));
        return identities;
    }

    private Identity Check(UserSettings user, string path, string serviceAccountId)
    {
        Require(user.Name, $"{path}:Name", NameForm(), "1 to 64 letters, digits or any of + = , . @ _ -");
        Require(user.AccessKeyId, $"{path}:AccessKeyId", AccessKeyForm(), "3 to 128 letters, digits or '_'");
        if (string.IsNullOrEmpty(user.SecretAccessKey)) Report($"{path}:SecretAccessKey", "is missing");
        if (user.AccountId is not null) Require(user.AccountId, $"{path}:AccountId", AccountForm(), "twelve digits");

        var accountId = user.AccountId ?? serviceAccountId;
        var caller = new Caller(accountId, Principal.UserArn(accountId, user.Name ?? ""), IsAnonymous: false);
        return new(caller, new AwsCredentials(user.AccessKeyId ?? "", user.SecretAccessKey ?? ""), CheckPolicies(user.Policies, $"{path}:Policies"));
    }

    private List<PolicyDocument> CheckPolicies(IReadOnlyList<string> policies, string path)
    {
        var parsed = new List<PolicyDocument>();
        foreach (var (index, text) in policies.Index())
        {
            try
            {
                parsed.Add(PolicyDocument.Parse(text, PolicyScope.Identity));
            }
            catch (PolicyException e)
            {
                Report($"{path}:{index}", $"is not a valid identity policy. {e.Message}");
            }
        }
        return parsed;
    }

    private void CheckUnique(Identity[] identities, string ownAccessKeyId)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal) { [ownAccessKeyId] = "the account's own user" };
        var arns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, identity) in identities.Index())
        {
            var path = $"{IdentityDirectory.SettingsKey}:{index}";
            if (!keys.TryAdd(identity.Credentials.AccessKeyId, path)) Report($"{path}:AccessKeyId", $"is the access key of {keys[identity.Credentials.AccessKeyId]} too");
            if (!arns.TryAdd(identity.Caller.Arn, path)) Report($"{path}:Name", $"is the name of {arns[identity.Caller.Arn]} too, in the same account");
        }
    }

    private void Require(string? value, string path, Regex form, string expected)
    {
        if (string.IsNullOrEmpty(value)) Report(path, $"is missing; it must have {expected}");
        else if (!form.IsMatch(value)) Report(path, $"is '{value}'; it must have {expected}");
    }

    private void Report(string path, string problem) =>
        _problems.Add($"{path} ({path.Replace(":", "__", StringComparison.Ordinal)} in the environment) {problem}.");

    /// <summary>IAM's rule for the names of users.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]{1,64}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[A-Za-z0-9_]{3,128}\z")]
    private static partial Regex AccessKeyForm();

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountForm();
}
