using YamlDotNet.RepresentationModel;

namespace Floe.JobsBench.Load;

/// <summary>A SparkApplication whose name and namespace are filled in for each submit.</summary>
internal sealed class LoadTemplate
{
    private const string Name = "floe-load-name";
    private const string Space = "floe-load-space";

    private readonly string _text;

    private LoadTemplate(string text) => _text = text;

    /// <exception cref="InvalidDataException">The file is no manifest.</exception>
    public static LoadTemplate Read(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(path)));
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }] || !root.Children.TryGetValue("metadata", out var node) || node is not YamlMappingNode metadata)
            throw new InvalidDataException($"{path} is no SparkApplication: it has no metadata. Name a file with one manifest in YAML.");
        metadata.Children["name"] = new YamlScalarNode(Name);
        metadata.Children["namespace"] = new YamlScalarNode(Space);
        using var text = new StringWriter();
        stream.Save(text, assignAnchors: false);
        return new(text.ToString());
    }

    public string Fill(string name, string space) => _text.Replace(Name, name, StringComparison.Ordinal).Replace(Space, space, StringComparison.Ordinal);
}
