#include "platform/renderer.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <cstddef>
#include <cstring>
#include <initializer_list>

#include "imgui.h"

namespace vinculo::platform {

namespace {

constexpr const char* vertex_source = R"(#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 place;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec2 per_pixel;  // the same for all
out vec2 texture_place;
out vec4 tint;
void main() {
  texture_place = place;
  tint = colour;
  gl_Position = vec4(position * per_pixel * 2.0 - 1.0, 0, 1) * vec4(1, -1, 1, 1);
})";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 texture_place;
in vec4 tint;
out vec4 result;
void main() { result = tint * texture(atlas, texture_place); })";

EMSCRIPTEN_WEBGL_CONTEXT_HANDLE gl = 0;
bool works = false;

struct Command {
  ImVec4 clip;
  GLuint texture;
  unsigned first_vertex, first_index, count;
};

// What the canvas shows: the lists one behind the other, so that a picture is one upload of each. A picture that is
// equal to the last is not painted again: Dear ImGui asks for a second frame after most events, answers often change
// nothing that is in view, and without a graphics card each painted frame takes a processor for longer than all else.
struct Picture {
  int width = 0, height = 0;
  ImVector<ImDrawVert> vertices;
  ImVector<ImDrawIdx> indices;
  ImVector<Command> commands;
  bool is_painted = false;
};
Picture picture;
std::uint64_t pictures_painted = 0;

GLuint compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

void point_attributes_at(unsigned offset) {
  const auto at = [](std::size_t bytes) { return reinterpret_cast<const void*>(bytes); };
  constexpr GLsizei stride = sizeof(ImDrawVert);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride, at(offset + offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, at(offset + offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, at(offset + offsetof(ImDrawVert, col)));
}

// Everything that stays as it is from frame to frame. Nothing is asked of the graphics process (a uniform's location
// would be): an answer comes when the shaders are compiled, and the first picture would wait for it.
void set_up() {
  const GLuint program = glCreateProgram();
  glAttachShader(program, compile(GL_VERTEX_SHADER, vertex_source));
  glAttachShader(program, compile(GL_FRAGMENT_SHADER, fragment_source));
  glLinkProgram(program);
  glUseProgram(program);

  GLuint array, buffers[2];
  glGenVertexArrays(1, &array);
  glGenBuffers(2, buffers);
  glBindVertexArray(array);
  glBindBuffer(GL_ARRAY_BUFFER, buffers[0]);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers[1]);
  for (GLuint i = 0; i < 3; ++i) glEnableVertexAttribArray(i);
  point_attributes_at(0);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glEnable(GL_SCISSOR_TEST);
  glActiveTexture(GL_TEXTURE0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
}

void create_texture(ImTextureData* texture) {
  GLuint name;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, texture->Width, texture->Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               texture->GetPixels());
  texture->SetTexID(name);
  texture->SetStatus(ImTextureStatus_OK);
}

void update_texture(ImTextureData* texture) {
  switch (texture->Status) {
    case ImTextureStatus_WantCreate: create_texture(texture); break;
    case ImTextureStatus_WantUpdates:
      glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture->TexID));
      glPixelStorei(GL_UNPACK_ROW_LENGTH, texture->Width);
      for (const ImTextureRect& part : texture->Updates)
        glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                        texture->GetPixelsAt(part.x, part.y));
      glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
      texture->SetStatus(ImTextureStatus_OK);
      break;
    case ImTextureStatus_WantDestroy: {
      if (texture->UnusedFrames == 0) break;
      const auto name = static_cast<GLuint>(texture->TexID);
      glDeleteTextures(1, &name);
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
      break;
    }
    default: break;
  }
}

// By words: the library's own comparison goes byte by byte and was a tenth of a frame.
bool are_same(const void* left, const void* right, std::size_t bytes) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  const auto *a = static_cast<const char*>(left), *b = static_cast<const char*>(right);
  for (; bytes >= word; a += word, b += word, bytes -= word) {
    std::uint64_t from_a, from_b;
    std::memcpy(&from_a, a, word);
    std::memcpy(&from_b, b, word);
    if (from_a != from_b) return false;
  }
  return std::memcmp(a, b, bytes) == 0;
}

// Writes values at the end of what is taken over already; false when something else was there.
template <class T>
bool take_over(ImVector<T>& stored, int& count, const T* values, int added) {
  const std::size_t bytes = static_cast<std::size_t>(added) * sizeof(T);
  const bool is_same = count + added <= stored.Size && are_same(stored.Data + count, values, bytes);
  if (!is_same) {
    stored.resize(count + added);
    std::memcpy(stored.Data + count, values, bytes);
  }
  count += added;
  return is_same;
}

// Makes `picture` what the data show; false when that is what it was.
bool take_over(const ImDrawData* data) {
  const int width = static_cast<int>(data->DisplaySize.x), height = static_cast<int>(data->DisplaySize.y);
  bool is_same = picture.is_painted && width == picture.width && height == picture.height;
  picture.width = width;
  picture.height = height;
  int vertices = 0, indices = 0, commands = 0;
  for (const ImDrawList* list : data->CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const Command taken{command.ClipRect, static_cast<GLuint>(command.GetTexID()),
                          static_cast<unsigned>(vertices) + command.VtxOffset,
                          static_cast<unsigned>(indices) + command.IdxOffset, command.ElemCount};
      is_same = take_over(picture.commands, commands, &taken, 1) && is_same;
    }
    is_same = take_over(picture.vertices, vertices, list->VtxBuffer.Data, list->VtxBuffer.Size) && is_same;
    is_same = take_over(picture.indices, indices, list->IdxBuffer.Data, list->IdxBuffer.Size) && is_same;
  }
  is_same = is_same && commands == picture.commands.Size && vertices == picture.vertices.Size;
  picture.commands.resize(commands);
  picture.vertices.resize(vertices);
  picture.indices.resize(indices);
  return !is_same;
}

void paint() {
  glViewport(0, 0, picture.width, picture.height);
  glVertexAttrib2f(3, 1 / static_cast<float>(picture.width), 1 / static_cast<float>(picture.height));
  glBufferData(GL_ARRAY_BUFFER, picture.vertices.size_in_bytes(), picture.vertices.Data, GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, picture.indices.size_in_bytes(), picture.indices.Data, GL_STREAM_DRAW);
  GLuint texture = 0;
  unsigned vertex_offset = ~0u;
  for (const Command& command : picture.commands) {
    const int x0 = static_cast<int>(command.clip.x), y0 = static_cast<int>(command.clip.y);
    const int x1 = static_cast<int>(command.clip.z), y1 = static_cast<int>(command.clip.w);
    if (command.count == 0 || x1 <= x0 || y1 <= y0) continue;
    glScissor(x0, picture.height - y1, x1 - x0, y1 - y0);
    if (command.texture != texture) glBindTexture(GL_TEXTURE_2D, texture = command.texture);
    const unsigned offset = command.first_vertex * sizeof(ImDrawVert);
    if (offset != vertex_offset) point_attributes_at(vertex_offset = offset);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.count),
                   sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                   reinterpret_cast<const void*>(std::size_t{command.first_index} * sizeof(ImDrawIdx)));
  }
  picture.is_painted = true;
  ++pictures_painted;
}

// Nothing is drawn, but Dear ImGui waits for its textures.
void pretend_textures(const ImDrawData* data) {
  if (!data->Textures) return;
  for (ImTextureData* texture : *data->Textures) {
    const bool wants_life =
        texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates;
    if (texture->Status != ImTextureStatus_WantDestroy && !wants_life) continue;
    texture->SetTexID(wants_life ? 1 : ImTextureID_Invalid);
    texture->SetStatus(wants_life ? ImTextureStatus_OK : ImTextureStatus_Destroyed);
  }
}

}  // namespace

bool start_renderer() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.enableExtensionsByDefault = false;  // none is used; asking for each waits for the graphics process
  if (gl == 0) gl = emscripten_webgl_create_context("#canvas", &attributes);
  works = gl > 0 && emscripten_webgl_make_context_current(gl) == EMSCRIPTEN_RESULT_SUCCESS;
  picture.is_painted = false;
  if (works) set_up();
  return works;
}

bool renderer_works() { return works; }
std::uint64_t painted_frames() { return pictures_painted; }
void forget_picture() { picture.is_painted = false; }

void lose_renderer() { works = false; }

bool restore_renderer() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_Destroyed) continue;
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(texture->WantDestroyNextFrame ? ImTextureStatus_Destroyed : ImTextureStatus_WantCreate);
  }
  return start_renderer();
}

bool render(ImDrawData* data) {
  if (!works) {
    pretend_textures(data);
    return false;
  }
  if (data->Textures)
    for (ImTextureData* texture : *data->Textures) {
      if (texture->Status == ImTextureStatus_OK) continue;
      update_texture(texture);
      picture.is_painted = false;
    }
  const bool is_new = take_over(data);
  if (is_new) paint();
  return is_new;
}

}  // namespace vinculo::platform
