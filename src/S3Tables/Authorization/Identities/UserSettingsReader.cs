using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Authorization.Identities;

/// <summary>Reads <c>S3Tables:Users</c>. Not the configuration binder: it drops what it cannot bind, and a policy that is dropped is a right too many or too few.</summary>
public static class UserSettingsReader
{
    private static readonly string[] Keys = ["Name", "AccessKeyId", "SecretAccessKey", "AccountId", "Policies"];

    /// <exception cref="StartupException">A key is unknown, or a policy is not a string.</exception>
    public static IReadOnlyList<UserSettings> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(IdentityDirectory.SettingsKey).GetChildren().Select(Read)];

    private static UserSettings Read(IConfigurationSection user)
    {
        var unknown = user.GetChildren().FirstOrDefault(child => !Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null) throw Invalid(unknown, $"is unknown; a user has {string.Join(", ", Keys)}");
        return new(user["Name"], user["AccessKeyId"], user["SecretAccessKey"], user["AccountId"], ReadPolicies(user.GetSection("Policies")));
    }

    private static List<string> ReadPolicies(IConfigurationSection policies)
    {
        if (!string.IsNullOrEmpty(policies.Value)) throw Invalid(policies, "is a list: put the policy under index 0");
        return [.. policies.GetChildren().Select(policy => policy.Value
            ?? throw Invalid(policy, "must be a string that holds the JSON of a policy, with its quotes escaped; it is a section"))];
    }

    private static StartupException Invalid(IConfigurationSection section, string problem) =>
        new($"{section.Path} ({section.Path.Replace(":", "__", StringComparison.Ordinal)} in the environment) {problem}.");
}
