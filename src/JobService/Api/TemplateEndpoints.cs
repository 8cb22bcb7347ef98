using System.Text.Json;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Store;
using Floe.JobService.Templates;

namespace Floe.JobService.Api;

internal static class TemplateEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/templates", ListAsync).Needs(Scopes.Read).WithName("listTemplates").Describe("List templates", "Everybody may use them.").Gives<TemplateList>(200).Fails();
        api.MapGet("/templates/{name}", GetAsync).Needs(Scopes.Read).WithName("getTemplate").Describe("Get a template", "With its parameters.").Gives<TemplateDetails>(200).Fails(404);
        api.MapPut("/templates/{name}", PutAsync).Needs(Scopes.Submit).WithName("putTemplate").Describe("Make or change a template", "Jobs that were made from it stay as they are.")
            .Takes<TemplateSettings>(Examples.Template).Gives<TemplateDetails>(200, 201).Fails(409);
        api.MapDelete("/templates/{name}", DeleteAsync).Needs(Scopes.Submit).WithName("deleteTemplate").Describe("Delete a template", "Jobs that were made from it stay.").GivesNothing().Fails(404, 409);
        api.MapPost("/templates/{name}/jobs", SubmitAsync).Needs(Scopes.Submit).WithName("submitTemplateJob")
            .Describe("Submit a job from a template", "As POST /api/v1/jobs, with the parameters' values in their places.").TakesQuery(Queries.DryRun).Takes<TemplateJob>(Examples.TemplateJob).Submits().Fails(404, 409, 429);
    }

    private static async Task<IResult> ListAsync(TemplateStore templates, CancellationToken cancellationToken) =>
        Results.Json(new TemplateList([.. (await templates.ListAsync(cancellationToken)).Select(Details)]), JobsWire.Json.TemplateList);

    private static async Task<IResult> GetAsync(string name, TemplateStore templates, CancellationToken cancellationToken) =>
        await templates.FindAsync(name, cancellationToken) is { } template ? Results.Json(Details(template), JobsWire.Json.TemplateDetails) : NoSuch(name);

    private static async Task<IResult> PutAsync(string name, HttpContext http, TemplateStore templates, CancellationToken cancellationToken)
    {
        ResourceName.Check(name);
        var caller = Caller.Of(http);
        var settings = TemplateReader.Read(await JsonBody.ReadAsync(http.Request, cancellationToken));
        var template = new TemplateRecord
        {
            Name = name,
            Owner = caller.Name,
            Description = settings.Description,
            Parameters = JsonSerializer.Serialize(settings.Parameters, JobsWire.Json.IReadOnlyListTemplateParameter),
            Job = settings.Job.GetRawText(),
            CreatedAt = default,
        };
        return await templates.PutAsync(template, caller.IsAdmin, cancellationToken) is { } isNew
            ? Results.Json(Details(template), JobsWire.Json.TemplateDetails, statusCode: isNew ? 201 : 200)
            : Problems.NameTaken("template", name);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, TemplateStore templates, CancellationToken cancellationToken)
    {
        if (await templates.FindAsync(name, cancellationToken) is not { } template) return NoSuch(name);
        if (!Caller.Of(http).Sees(template.Owner)) return Problems.NameTaken("template", name);
        await templates.DeleteAsync(name, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> SubmitAsync(string name, HttpContext http, TemplateStore templates, JobSubmission submission, DryRunAnswers dryRuns, JobAnswers answers, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Read(http.Request);
        var body = await JsonBody.ReadAsync(http.Request, cancellationToken);
        if (await templates.FindAsync(name, cancellationToken) is not { } template) return NoSuch(name);
        var values = TemplateReader.Values(body.Object("parameters", """Send them as {"day": "2026-01-31"}."""), Parameters(template), body);
        body.ThrowIfWrong();
        var definition = JobDefinitionReader.Read(JsonBody.Of(TemplateText.Fill(JsonDocument.Parse(template.Job).RootElement, values)));
        if (DryRunAnswers.IsAsked(http.Request)) return await dryRuns.OfAsync(http.Request, definition, cancellationToken);
        if (await submission.CheckAsync(definition, cancellationToken) is { Count: > 0 } errors) return Problems.Wrong(errors);
        var accepted = await submission.SubmitAsync(definition, new SubmitContext(Caller.Of(http).Name, key), cancellationToken);
        return await answers.AcceptedAsync(http, definition, accepted, key, cancellationToken);
    }

    private static IResult NoSuch(string name) => Problems.NoSuch("template", name, "/api/v1/templates");

    private static IReadOnlyList<TemplateParameter> Parameters(TemplateRecord template) =>
        JsonSerializer.Deserialize(template.Parameters, JobsWire.Json.IReadOnlyListTemplateParameter)!;

    private static TemplateDetails Details(TemplateRecord template) => new(
        template.Name,
        template.Owner,
        new TemplateSettings { Description = template.Description, Parameters = Parameters(template), Job = JsonDocument.Parse(template.Job).RootElement },
        template.CreatedAt);
}
