namespace Floe.Cli.Sql.Shell;

/// <param name="Mode">How rows are shown at first.</param>
/// <param name="MaxRows">Rows shown at most of one query; <c>.output</c> writes all of them.</param>
/// <param name="Folder">For files on their way to the screen.</param>
internal sealed record ShellSettings(SqlOutput Mode, int MaxRows, string Folder);
