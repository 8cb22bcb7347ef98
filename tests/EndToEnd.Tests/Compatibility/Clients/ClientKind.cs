namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>In the order of the table's columns.</summary>
internal enum ClientKind
{
    AwsCli,
    Boto3,
    DotNet,
    JavaScript,
}

internal static class ClientKinds
{
    public static IReadOnlyList<ClientKind> All { get; } = Enum.GetValues<ClientKind>();

    public static string Title(this ClientKind kind) => kind switch
    {
        ClientKind.AwsCli => "AWS CLI",
        ClientKind.Boto3 => "boto3",
        ClientKind.DotNet => ".NET",
        _ => "JavaScript",
    };
}
