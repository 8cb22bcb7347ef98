namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>Programs that people use on S3 by hand and in scripts. They have verbs of their own, not S3's operations.</summary>
internal enum ProgramKind
{
    S3cmd,
    Rclone,
    S3fs,
}

internal static class ProgramKinds
{
    /// <summary>The program's name, as it is typed.</summary>
    public static string Title(this ProgramKind kind) => kind.ToString().ToLowerInvariant();
}
