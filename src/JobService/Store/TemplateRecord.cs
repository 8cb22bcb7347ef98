namespace Floe.JobService.Store;

/// <summary>One template, as it is stored.</summary>
internal sealed class TemplateRecord
{
    public required string Name { get; set; }

    public required string Owner { get; set; }

    public string? Description { get; set; }

    /// <summary>The parameters as JSON.</summary>
    public required string Parameters { get; set; }

    /// <summary>The body of a submit as JSON, with <c>{{name}}</c> where a parameter's value goes.</summary>
    public required string Job { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
