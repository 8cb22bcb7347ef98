namespace Floe.S3Tables.S3.Forms;

/// <summary>
/// A browser's upload: the fields that come before the file, and the file itself, which is read from the request as it arrives.
/// </summary>
/// <param name="Fields">By name, in any case. <c>${filename}</c> is replaced already.</param>
/// <param name="FileName">Without folders; empty where the browser sends none.</param>
/// <param name="File">The file's bytes up to the form's next boundary.</param>
internal sealed record PostForm(IReadOnlyDictionary<string, string> Fields, string FileName, Stream File)
{
    /// <summary>Null where the form does not have the field, or has it empty.</summary>
    public string? this[string name] => Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <exception cref="Floe.S3Tables.Http.ServiceException">InvalidArgument: the form does not have the field.</exception>
    public string Require(string name) => this[name] ?? throw PostErrors.MissingField(name);
}
