using System.Text.Json;
using System.Text.RegularExpressions;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>Reads Principal: <c>"*"</c>, or an object of principal types. Wildcards within a name do not exist.</summary>
internal static partial class PrincipalParser
{
    public static IReadOnlyList<PrincipalName> Parse(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.String)
            return element.ValueEquals("*") ? [PrincipalName.Everyone] : throw Invalid(path, element.GetString()!);
        PolicyJson.CheckNames(element, path, "AWS", "Service", "Federated", "CanonicalUser");
        PrincipalName[] names = [.. element.EnumerateObject().SelectMany(type =>
            PolicyJson.Texts(type.Value, $"{path}.{type.Name}").Select(name => ParseName(type.Name, name, $"{path}.{type.Name}")))];
        return names.Length > 0 ? names : throw new PolicyException(path, "must name a principal");
    }

    private static PrincipalName ParseName(string type, string name, string path)
    {
        if (type == "AWS") return ParseAws(name, path);
        var isValid = type == "Service" ? ServiceForm().IsMatch(name) : name.Length > 0 && !name.Contains('*');
        return isValid ? new ForeignName(type, name) : throw Invalid(path, name);
    }

    private static PrincipalName ParseAws(string name, string path)
    {
        if (name == "*") return PrincipalName.Everyone;
        if (AccountForm().Match(name) is { Success: true } account) return new AccountName(account.Groups["id"].Value);
        return ArnForm().IsMatch(name) ? new ArnName(name) : throw Invalid(path, name);
    }

    private static PolicyException Invalid(string path, string name) => new(
        path, $"Invalid principal in policy: '{name}'. Use \"*\", an account id, or the full ARN of a user, role or session, without wildcards");

    [GeneratedRegex(@"^(?:arn:aws[a-z-]*:iam::(?<id>[0-9]{12}):root|(?<id>[0-9]{12}))\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^arn:aws[a-z-]*:(?:iam::[0-9]{12}:(?:user|role)|sts::[0-9]{12}:(?:assumed-role|federated-user))/[\w+=,.@/-]+\z")]
    private static partial Regex ArnForm();

    [GeneratedRegex(@"^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?\z")]
    private static partial Regex ServiceForm();
}
