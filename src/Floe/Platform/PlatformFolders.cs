namespace Floe.Cli.Platform;

/// <summary>Where each service of the one-process host keeps its data below <c>--data-dir</c>.</summary>
internal sealed record PlatformFolders(string Root)
{
    public string S3Tables => Path.Combine(Root, "s3tables");

    public string Jobs => Path.Combine(Root, "jobs");
}
