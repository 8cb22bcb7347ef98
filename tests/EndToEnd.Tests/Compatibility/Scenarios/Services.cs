namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

internal static class Services
{
    /// <summary>No operation's name is in both services.</summary>
    public static string Of(string operation) => OperationLists.S3Tables.Contains(operation) ? "s3tables" : "s3";
}
