using System.Reflection;
using System.Xml.Linq;

namespace Floe.Architecture.Tests;

/// <summary>Holds who may call whom (docs/architecture.md): both what a project names and what its assembly really uses.</summary>
public sealed class RoomArrowsTests
{
    /// <summary>ServiceDefaults is what every service shares and is named by each that is one.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Iceberg"] = [],
        ["S3Tables.Client"] = [],
        ["ServiceDefaults"] = [],
        ["Engine"] = ["Iceberg"],
        ["DataGen"] = ["ServiceDefaults"],
        ["S3Tables"] = ["Engine", "Iceberg", "S3Tables.Client", "ServiceDefaults"],
        ["JobService"] = ["Engine", "Iceberg", "S3Tables.Client", "ServiceDefaults"],
        ["Floe"] = ["DataGen", "Engine", "Iceberg", "JobService", "S3Tables", "S3Tables.Client", "ServiceDefaults"],
        ["AppHost"] = ["DataGen", "JobService", "S3Tables", "S3Tables.Client", "ServiceDefaults"],
    };

    public static TheoryData<string> Rooms => [.. Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_names_only_the_rooms_it_may_call(string room)
    {
        var project = XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", room, $"{room}.csproj"));
        var named = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(named.Except(Allowed[room]));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void An_assembly_uses_only_the_rooms_it_may_call(string room)
    {
        // The AppHost is built only where the Aspire packages are; its project file is checked above.
        if (room == "AppHost") return;
        var assembly = Assembly.Load(room == "Floe" ? "floe" : $"Floe.{room}");
        var used = assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Floe.", StringComparison.Ordinal)).Select(name => name["Floe.".Length..]);

        Assert.Empty(used.Except(Allowed[room]));
    }

    [Theory]
    [InlineData("Iceberg", "DuckDB")]
    [InlineData("Iceberg", "Microsoft.AspNetCore")]
    [InlineData("S3Tables.Client", "AWSSDK")]
    [InlineData("DataGen", "DuckDB")]
    public void A_room_stays_free_of_what_is_not_its_business(string room, string library)
    {
        var used = Assembly.Load($"Floe.{room}").GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(used, name => name.StartsWith(library, StringComparison.Ordinal));
    }
}
