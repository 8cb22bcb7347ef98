using YamlDotNet.RepresentationModel;

namespace Floe.FakeKubernetes.Server;

/// <summary>What a Role allows, read from its manifest.</summary>
public sealed class RoleRules
{
    private readonly HashSet<(string Group, string Resource, string Verb)> _allowed;

    private RoleRules(HashSet<(string, string, string)> allowed) => _allowed = allowed;

    public IReadOnlySet<(string Group, string Resource, string Verb)> Allowed => _allowed;

    public bool Allows(ApiRequest request) => Allows(request.Group, request.Resource, request.Verb);

    public bool Allows(string group, string resource, string verb) => _allowed.Contains((group, resource, verb));

    public static RoleRules Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var allowed = new HashSet<(string, string, string)>();
        foreach (var rule in stream.Documents.Select(document => (YamlMappingNode)document.RootNode).Where(root => Text(root["kind"]) is "Role" or "ClusterRole").SelectMany(role => Items(role["rules"])))
        {
            foreach (var group in Items(rule["apiGroups"]))
                foreach (var resource in Items(rule["resources"]))
                    foreach (var verb in Items(rule["verbs"]))
                        allowed.Add((Text(group), Text(resource), Text(verb)));
        }
        return new(allowed);
    }

    private static IEnumerable<YamlNode> Items(YamlNode node) => ((YamlSequenceNode)node).Children;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
